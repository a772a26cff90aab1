import { gauge } from './gauge.js';

/** Which release a process runs, as a series that is always 1: during a rolling upgrade there are two. */
export function showBuild(version: string): void {
  gauge('hybrid_build_info', 'The release and the Node.js that run, as labels', ['version', 'node'], () => [
    [{ version, node: process.versions.node }, 1],
  ]);
}
