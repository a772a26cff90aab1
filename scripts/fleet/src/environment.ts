export type Environment = Record<string, string>;

const LOCAL_URL = /^(https?:\/\/(?:localhost|127\.0\.0\.1):)(\d+)(.*)$/;

/** Moves every port and every address of this machine by `offset`, for a fleet beside another one. */
export function withPortOffset(env: Environment, offset: number): Environment {
  if (offset === 0) return { ...env };
  const moved = Object.entries(env).map(([name, value]): [string, string] => {
    if (name.endsWith('_PORT')) return [name, String(Number(value) + offset)];
    const url = name.endsWith('_URL') ? LOCAL_URL.exec(value) : null;
    return url ? [name, `${url[1]}${Number(url[2]) + offset}${url[3]}`] : [name, value];
  });
  return Object.fromEntries(moved);
}

/** Only the named variables, and of these only the ones that have a value: a process gets nothing that it does not read. */
export function select(env: Environment, names: Iterable<string>): Environment {
  const chosen: Environment = {};
  for (const name of names) {
    const value = env[name];
    if (value !== undefined) chosen[name] = value;
  }
  return chosen;
}

/** The value of a variable that must be there. */
export function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is missing: add it to .env (hybrid-environment.example says what it means)`);
  return value;
}

/** How the variables of a service or server begin: those of `customer-db` with `CUSTOMER_DB`. */
export function variablePrefix(part: string): string {
  return part.toUpperCase().replaceAll('-', '_');
}

/** From `NAME=value` lines, as a system keeps them: values are as they stand, without quotes. */
export function asEnvironment(lines: string[]): Environment {
  const entries = lines.filter((line) => line.includes('='));
  return Object.fromEntries(entries.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]));
}

/** For a shell to read: `export NAME='value'` lines. */
export function asShellExports(env: Environment): string {
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`);
  return `${lines.join('\n')}\n`;
}
