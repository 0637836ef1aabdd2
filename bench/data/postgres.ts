import pg from 'pg';

/** The address of another database of the same server. */
export function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

export async function createDatabase(server: string, name: string): Promise<void> {
  await dropDatabase(server, name);
  await execute(server, `create database "${name}"`);
}

export async function copyDatabase(server: string, name: string, copy: string): Promise<void> {
  await execute(server, `create database "${copy}" template "${name}"`);
}

export async function dropDatabase(server: string, name: string): Promise<void> {
  await execute(server, `drop database if exists "${name}" with (force)`);
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
