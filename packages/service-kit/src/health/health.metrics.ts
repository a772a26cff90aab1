import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BoundedReading } from '../metrics/bounded-reading.js';
import { gauge } from '../metrics/gauge.js';
import { HealthParts } from './health.parts.js';
import { HealthService } from './health.service.js';

/** What the health answer says, as metrics. */
@Injectable()
export class HealthMetrics implements OnModuleInit {
  private readonly health: BoundedReading<Awaited<ReturnType<HealthService['check']>>>;

  constructor(
    private readonly parts: HealthParts,
    service: HealthService,
  ) {
    this.health = new BoundedReading(() => service.check());
  }

  onModuleInit(): void {
    gauge('hybrid_part_up', 'Whether a part that this process needs works for it', ['part', 'critical'], async () => {
      const health = await this.health.latest();
      return this.parts.all.flatMap(({ name, critical }) => {
        const state = health?.parts[name]?.status;
        return state ? [[{ part: name, critical: String(critical) }, state === 'up' ? 1 : 0]] : [];
      });
    });
    gauge('hybrid_ready', 'Whether requests should be sent to this process', [], async () => {
      const health = await this.health.latest();
      return health ? [[{}, health.status === 'error' ? 0 : 1]] : [];
    });
  }
}
