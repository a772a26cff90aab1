import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { HttpError } from 'ra-core';
import { useEffect, useState } from 'react';
import { pathOf } from '../api/actions';
import { call } from '../api/http';
import type { Price } from '../quotes/price';
import type { Shipment } from './shipment';

/** Long enough that a number is typed to its end, short enough to feel at once. */
const PAUSE_MS = 300;

export interface PriceAnswer {
  /** The newest price that there is; `stale` while it is not that of the form. */
  price?: Price;
  stale: boolean;
  error?: HttpError;
  waiting: boolean;
}

/**
 * The price of a shipment as it is typed. It is asked for after a pause; whoever types on aborts the request that runs.
 * Without a shipment nothing is asked.
 */
export function usePrice(shipment: Shipment | undefined): PriceAnswer {
  const wanted = shipment && JSON.stringify(shipment);
  const settled = useSettled(wanted);
  const asked = wanted === settled ? wanted : undefined;
  const query = useQuery({
    queryKey: ['quotes', 'preview', asked],
    enabled: asked !== undefined,
    queryFn: ({ signal }) =>
      call<Price>(pathOf('pricing/preview'), { method: 'POST', body: JSON.parse(asked as string), signal }),
    placeholderData: keepPreviousData,
    // Prices change with their rules: none is kept.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const waiting = wanted !== undefined && (asked === undefined || query.isFetching);
  return {
    price: query.data,
    stale: query.isPlaceholderData || waiting,
    error: waiting ? undefined : ((query.error as HttpError | null) ?? undefined),
    waiting,
  };
}

function useSettled(value: string | undefined): string | undefined {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
