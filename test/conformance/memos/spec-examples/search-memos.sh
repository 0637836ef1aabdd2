curl -H "Authorization: Bearer $MEMOS_TOKEN" \
"$MEMOS_HOST/api/v1/search?q=meeting%20notes&tag=work"
