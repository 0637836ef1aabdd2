curl -X POST \
-H "Authorization: Bearer $MEMOS_TOKEN" \
-H "Content-Type: application/json" \
-d '{
"content": "# Daily Standup\n\n- Completed: User authentication\n- Working on: API documentation\n- Blocked: None\n\n#daily #work",
"visibility": "PRIVATE"
}' \
"$MEMOS_HOST/api/v1/memos"
