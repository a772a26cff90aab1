interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lockfile {
  packages: Record<string, LockedPackage>;
}

const SYSTEMS = ['android', 'darwin', 'win32', 'freebsd', 'openbsd', 'netbsd', 'linux', 'sunos', 'aix', 'openharmony'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

/** Node looks for a package beside its dependant, then in every folder above. */
function isLocked({ packages }: Lockfile, dependant: string, name: string): boolean {
  const folders = dependant
    .split('/node_modules/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'));
  return ['', ...folders].some((folder) => `${folder ? `${folder}/` : ''}node_modules/${name}` in packages);
}

/** The entries that a lock file must have besides its own, by path, for `npm ci` to accept it. */
export function missingPlatformPackages(lock: Lockfile): Record<string, LockedPackage> {
  const missing: Record<string, LockedPackage> = {};
  for (const [dependant, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (isLocked(lock, dependant, name)) continue;
      const os = SYSTEMS.find((system) => name.includes(system));
      const cpu = PROCESSORS.find((processor) => name.split(/[-_/]/).includes(processor));
      missing[`node_modules/${name}`] = {
        version: range.replace(/^[~^]/, ''),
        ...(dev ? { dev: true } : {}),
        optional: true,
        // A package that names no system runs nowhere that we know of: never installed, but locked.
        os: [os ?? 'none'],
        ...(cpu ? { cpu: [cpu] } : {}),
      };
    }
  }
  return missing;
}
