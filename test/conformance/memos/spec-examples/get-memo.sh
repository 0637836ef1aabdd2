curl -H "Authorization: Bearer $MEMOS_TOKEN" \
"$MEMOS_HOST/api/v1/memos/123"
