# Get your access token from the web interface
export MEMOS_TOKEN="your-access-token"
export MEMOS_HOST="https://your-memos-instance.com"
# Test authentication
curl -H "Authorization: Bearer $MEMOS_TOKEN" \
"$MEMOS_HOST/api/v1/auth/status"
