import { ruleImport } from './rules/rule.import.js';

/** What this service takes over from a previous system: scripts/ops/migrate-from.sh asks for it. */
export const imports = [ruleImport];
