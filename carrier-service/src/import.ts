import { carrierImport } from './carriers/carrier.import.js';

/** What this service takes over from a previous system: scripts/ops/migrate-from.sh asks for it. */
export const imports = [carrierImport];
