import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

interface TestFile {
  path: string;
}
interface TestCase {
  fullName: string;
}

/**
 * A reporter of Jest's that writes into the file `PROGRESS_FILE` what is going on, each time that a file or a test begins or
 * ends: whoever started Jest can tell a slow run from one that hangs, and where.
 */
export default class JestProgress {
  onTestFileStart({ path }: TestFile): void {
    this.note(path, 'began');
  }

  onTestCaseStart({ path }: TestFile, { fullName }: TestCase): void {
    this.note(path, `in "${fullName}"`);
  }

  onTestCaseResult({ path }: TestFile, { fullName }: TestCase): void {
    this.note(path, `after "${fullName}"`);
  }

  onTestFileResult({ path }: TestFile): void {
    this.note(path, 'ended');
  }

  private note(path: string, what: string): void {
    const file = process.env.PROGRESS_FILE;
    if (file) writeFileSync(file, `${relative(process.cwd(), path)}, ${what}`);
  }
}
