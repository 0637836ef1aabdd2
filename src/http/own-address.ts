/** What others know this server by, whatever they have asked it by. */
export function ownAddress({
  url,
  host,
  port,
}: {
  url: string | undefined;
  host: string;
  port: number;
}): string {
  return url ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
