import { type Revocation, RevocationSource } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { RevocationStore } from './revocation.store.js';

/** Services on this schema read what is revoked from its rows; the others ask auth-service. */
@Injectable()
export class RevocationRows extends RevocationSource {
  constructor(private readonly store: RevocationStore) {
    super();
  }

  load(): Promise<Revocation[]> {
    return this.store.live();
  }
}
