import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { until } from '../../test/until.js';
import { AnswersCsv } from './answers-csv.js';
import type { CsvColumn } from './csv-cells.js';
import { csvFile, csvText } from './csv-file.js';

// A hundred megabytes take 7 s on a busy machine.
jest.setTimeout(30_000);

interface Thing {
  id: number;
  name: string | null;
}

const COLUMNS: CsvColumn<Thing>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
];
const HEADING = '\uFEFFid,name\r\n';

async function textOf(...batches: Thing[][]): Promise<string> {
  const given = (async function* () {
    yield* batches;
  })();
  let text = '';
  for await (const part of csvText(COLUMNS, given)) text += part;
  return text;
}

describe('the text of a CSV file', () => {
  it('is quoted as RFC 4180 says, also around a line break of any kind', async () => {
    const names = [
      'plain',
      'a,b',
      'say "hi"',
      'two\nlines',
      'two\r\nlines',
      'old\rMac',
      ' blank ',
      'Zoë الجرس',
      null,
      "=cmd|' /C calc'!A0",
    ];
    expect(
      await textOf(
        names.slice(0, 5).map((name, id) => ({ id, name })),
        [],
        names.slice(5).map((name, id) => ({ id, name })),
      ),
    ).toBe(
      `${HEADING}0,plain\r\n1,"a,b"\r\n2,"say ""hi"""\r\n3,"two\nlines"\r\n4,"two\r\nlines"\r\n` +
        `0,"old\rMac"\r\n1, blank \r\n2,Zoë الجرس\r\n3,\r\n4,'=cmd|' /C calc'!A0\r\n`,
    );
  });

  it('is the headings, behind the mark by which Excel knows UTF-8, when there is no record', async () => {
    expect(await textOf()).toBe(HEADING);
    expect(Buffer.from(HEADING).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });
});

describe('the answer of an export', () => {
  const BATCHES = 1000;
  const WIDE = 'x'.repeat(100_000);
  const seen = { asked: 0, ended: false };

  async function* batches(failAt: number) {
    seen.asked = 0;
    seen.ended = false;
    try {
      for (let id = 1; id <= BATCHES; id++) {
        if (id === failAt) throw new Error('the database went away');
        seen.asked = id;
        yield [{ id, name: WIDE }];
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      seen.ended = true;
    }
  }

  @Controller()
  class ThingsController {
    @Get('all') @AnswersCsv() all() {
      return csvFile('things', COLUMNS, batches(0), new Date('2028-02-29T23:59:59.999Z'));
    }
    @Get('small') small() {
      return 'small';
    }
    @Get('broken') @AnswersCsv() broken() {
      return csvFile('things', COLUMNS, batches(20));
    }
  }
  @Module({ controllers: [ThingsController] })
  class ThingsModule {}

  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(ThingsModule, new FastifyAdapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app?.close());

  const open = (path: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { port } = app.getHttpServer().address() as AddressInfo;
      get({ port, path }, resolve).on('error', reject);
    });
  /** How many batches have been asked for once the service reads no more while it answers ten other requests. */
  async function stalled(): Promise<number> {
    for (;;) {
      const before = seen.asked;
      for (let request = 0; request < 10; request++) for await (const _ of await open('/small'));
      if (seen.asked === before) return before;
    }
  }

  it('comes whole, as a file of the UTC day that nobody keeps or holds back', async () => {
    const answer = await open('/all');
    expect({ status: answer.statusCode, ...answer.headers }).toMatchObject({
      status: 200,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="things-2028-02-29.csv"',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'transfer-encoding': 'chunked',
    });
    let bytes = 0;
    for await (const chunk of answer) bytes += chunk.length;
    const ids = Array.from({ length: BATCHES }, (_, index) => String(index + 1)).join('').length;
    expect(bytes).toBe(Buffer.byteLength(HEADING) + ids + BATCHES * (WIDE.length + 3));
    expect(seen).toEqual({ asked: BATCHES, ended: true });
  });

  it('never looks whole when it broke off', async () => {
    const answer = await open('/broken');
    expect(answer.statusCode).toBe(200);
    const read = async () => {
      for await (const _ of answer);
    };
    await expect(read()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(answer.complete).toBe(false);
  });

  it('waits for a slow client, and reads nothing more for one that has gone', async () => {
    const answer = await open('/all');
    await new Promise((resolve) => answer.once('readable', resolve));
    const waiting = await stalled();
    expect(await stalled()).toBe(waiting);
    expect(seen).toEqual({ asked: waiting, ended: false });
    expect(waiting).toBeLessThan(BATCHES / 2);
    answer.destroy();
    await until(() => seen.ended);
    expect(seen.asked).toBeLessThan(BATCHES / 2);
  });
});
