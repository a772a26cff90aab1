const SERVICES = ['auth-service', 'user-service', 'customer-service', 'carrier-service', 'pricing-service'];
const EVERY_MS = 5000;

async function health(service) {
  try {
    const answer = await fetch(`/api/services/${service}/health`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(4000),
    });
    const body = await answer.json();
    if (typeof body.status !== 'string') return { status: 'down', parts: body.title ?? '' };
    const parts = Object.entries(body.parts ?? {}).map(([name, part]) => `${name}: ${part.status}`);
    return { status: body.status === 'error' ? 'down' : body.status, parts: parts.join(', ') };
  } catch {
    return { status: 'down', parts: 'does not answer' };
  }
}

function cell(text, className = '') {
  const element = document.createElement('td');
  element.textContent = text;
  element.className = className;
  return element;
}

async function refresh() {
  const states = await Promise.all(SERVICES.map(health));
  const rows = states.map(({ status, parts }, index) => {
    const row = document.createElement('tr');
    row.append(cell(SERVICES[index]), cell(status, status), cell(parts));
    return row;
  });
  document.getElementById('services').replaceChildren(...rows);
  const ok = states.filter(({ status }) => status === 'ok').length;
  document.getElementById('summary').textContent = `${ok} of ${SERVICES.length} services are well.`;
}

await refresh();
setInterval(refresh, EVERY_MS);
