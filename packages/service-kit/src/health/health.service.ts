import { Inject, Injectable } from '@nestjs/common';
import { HealthCheckService, type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { APP_INFO, type AppInfo } from '../http/app-info.js';
import { type HealthPart, HealthParts } from './health.parts.js';

/** A part that has not answered by then counts as down: health must answer while a part hangs. */
const DEADLINE_MS = 1500;

export interface Health {
  status: 'ok' | 'degraded' | 'error';
  service: string;
  version: string;
  uptimeSeconds: number;
  parts: Record<string, { status: 'up' | 'down' } & Record<string, unknown>>;
}

@Injectable()
export class HealthService {
  private draining = false;

  constructor(
    private readonly parts: HealthParts,
    private readonly checks: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(APP_INFO) private readonly info: AppInfo,
  ) {}

  /** From now on unready, so that a gateway sends its requests to another replica. */
  drain(): void {
    this.draining = true;
  }

  async check(): Promise<Health> {
    const results = await Promise.all(this.parts.all.map((part) => this.examine(part)));
    const parts = Object.assign({}, ...results) as Health['parts'];
    const down = this.parts.all.filter((part) => parts[part.name]?.status !== 'up');
    const status = this.draining || down.some((part) => part.critical) ? 'error' : down.length > 0 ? 'degraded' : 'ok';
    return {
      status,
      service: this.info.name,
      version: this.info.version,
      uptimeSeconds: Math.floor((Date.now() - this.info.startedAt.getTime()) / 1000),
      parts,
    };
  }

  private async examine(part: HealthPart): Promise<HealthIndicatorResult> {
    try {
      return (await this.checks.check([() => this.indicate(part)])).details;
    } catch (error) {
      const response = (error as { getResponse?: () => { details?: HealthIndicatorResult } }).getResponse?.();
      if (response?.details) return response.details;
      throw error;
    }
  }

  private async indicate(part: HealthPart): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(part.name);
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer in ${DEADLINE_MS} ms`)), DEADLINE_MS);
      });
      return indicator.up((await Promise.race([part.check(), late])) ?? {});
    } catch (error) {
      return indicator.down({ message: (error as Error).message });
    } finally {
      clearTimeout(timer);
    }
  }
}
