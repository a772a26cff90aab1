import type { GetListParams } from 'ra-core';
import { pathOf } from './actions';
import { send, urlOf } from './http';
import { listQuery } from './list-query';

/**
 * Saves the CSV file of all rows that a list's filters let through; `onProgress` hears how many bytes have come. A file
 * that breaks off rejects and saves nothing. The request carries the access token, which a plain link could not.
 */
export async function downloadCsv(
  resource: string,
  { sort, filter }: Pick<GetListParams, 'sort' | 'filter'>,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { page: _page, limit: _limit, ...query } = listQuery({ sort, filter });
  const response = await send(new Request(urlOf(pathOf(resource, 'export'), query), { signal }));
  const parts: BlobPart[] = [];
  let bytes = 0;
  for (const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.byteLength;
    onProgress(bytes);
  }
  save(new Blob(parts, { type: 'text/csv' }), fileName(response) ?? `${resource}.csv`);
}

function fileName(response: Response): string | undefined {
  return /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1];
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken it by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
