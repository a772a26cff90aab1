export interface Choice {
  id: string;
  name: string;
  /** false: the record names a service that its carrier does not offer, or no longer. */
  offered: boolean;
}

interface Service {
  code: string;
  name: string;
}

/** A carrier's services to choose from. What is chosen stays among them, so that it is seen when it is not offered. */
export function serviceChoices(services: Service[], chosen: string | undefined): Choice[] {
  const same = (code: string) => code.toLowerCase() === chosen?.toLowerCase();
  // Letters of another case are the same service; the choice has the letters that the record has.
  const choices = services.map(({ code, name }) => ({
    id: same(code) ? (chosen as string) : code,
    name,
    offered: true,
  }));
  if (!chosen || services.some(({ code }) => same(code))) return choices;
  return [...choices, { id: chosen, name: chosen, offered: false }];
}
