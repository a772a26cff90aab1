import { UnitOfWork } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import type { PerDay } from './dto/per-day.dto.js';

const DAY_MS = 86_400_000;

/** How many quotes were given on each of the last days. */
@Injectable()
export class CalculationsPerDay {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** UTC days, oldest first and today last; a day without a quote counts 0. Reads only the index of the days asked for. */
  async last(days: number, now = new Date()): Promise<PerDay> {
    const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
    const from = today - (days - 1) * DAY_MS;
    const found: { day: string; quotes: string }[] = await this.unitOfWork.manager.query(
      `SELECT DATE_FORMAT(calculated_at, '%Y-%m-%d') AS day, COUNT(*) AS quotes FROM pricing_calculations
       WHERE calculated_at >= ? AND calculated_at < ? GROUP BY day`,
      [new Date(from), new Date(today + DAY_MS)],
    );
    const counts = new Map(found.map(({ day, quotes }) => [day, Number(quotes)]));
    return {
      days: Array.from({ length: days }, (_, index) => {
        const day = new Date(from + index * DAY_MS).toISOString().slice(0, 10);
        return { day, count: counts.get(day) ?? 0 };
      }),
    };
  }
}
