import { adminBundle } from './admin-bundle.js';
import { runCommand } from './cli.js';

await runCommand(adminBundle);
