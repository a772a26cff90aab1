export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
  cut?: boolean;
}

/** As services answer `GET <resource>/:id/history`. */
export interface HistoryEntry {
  id: number;
  action: string;
  version: number | null;
  changes: FieldChange[];
  actor: { kind: 'user' | 'service' | 'event' | 'anonymous' | 'system'; userId: number | null; name: string | null };
  requestId: string | null;
  createdAt: string;
}
