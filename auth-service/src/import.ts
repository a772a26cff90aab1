import { roleImport, userImport } from '@hybrid-fleet/identity-store';

/** What the shared schema takes over from a previous system: scripts/ops/migrate-from.sh asks for it. */
export const imports = [roleImport, userImport];
