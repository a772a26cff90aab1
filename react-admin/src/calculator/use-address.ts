import { useEffect, useRef } from 'react';
import { useFormContext } from 'react-hook-form';
import { useSearchParams } from 'react-router-dom';
import { type ShipmentValues, searchOf, valuesOf } from './shipment';

/** Keeps the shipment in the address, so that it can be reloaded and shared; another address fills the form anew. */
export function useAddress(values: ShipmentValues): void {
  const [search, setSearch] = useSearchParams();
  const { reset } = useFormContext();
  const now = searchOf(values).toString();
  const there = search.toString();
  const written = useRef(there);
  useEffect(() => {
    if (there !== written.current) {
      written.current = there;
      reset(valuesOf(new URLSearchParams(there)));
    } else if (now !== there) {
      written.current = now;
      setSearch(new URLSearchParams(now), { replace: true });
    }
  }, [now, there, setSearch, reset]);
}
