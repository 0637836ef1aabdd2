/** The options of PostgreSQL's tools that name this database. The password is not in them. */
export function postgresOptions(database: string): string {
  const { hostname, port, username, pathname } = new URL(database);
  const options = [
    hostname && `--host=${quote(decodeURIComponent(hostname))}`,
    port && `--port=${port}`,
    username && `--username=${quote(decodeURIComponent(username))}`,
    `--dbname=${quote(decodeURIComponent(pathname.slice(1)))}`,
  ];
  return options.filter((option) => option !== '').join(' ');
}

export function isPostgres(database: string): boolean {
  return /^postgres(ql)?:\/\//.test(database);
}

/** For a shell. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
