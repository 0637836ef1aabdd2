curl -H "Authorization: Bearer $MEMOS_TOKEN" \
"$MEMOS_HOST/api/v1/memos?tag=work&limit=10"
