curl -X PATCH \
-H "Authorization: Bearer $MEMOS_TOKEN" \
-H "Content-Type: application/json" \
-d '{
"content": "# Updated Meeting Notes\n\n## Action Items\n- [ ] Review design mockups\n- [ ] Schedule follow-up meeting\n\n#work #meeting #action-items",
"pinned": true
}' \
"$MEMOS_HOST/api/v1/memos/123"
