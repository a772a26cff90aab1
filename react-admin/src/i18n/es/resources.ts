export const users = { name: 'Usuario |||| Usuarios' };
export const roles = { name: 'Rol |||| Roles' };
export const customers = { name: 'Cliente |||| Clientes' };
export const carriers = { name: 'Transportista |||| Transportistas' };
export const quotes = { name: 'Presupuesto |||| Presupuestos' };
const pricingRules = { name: 'Regla de precios |||| Reglas de precios' };

export { pricingRules as 'pricing-rules' };
export const sessions = {
  name: 'Sesión |||| Sesiones',
  fields: {
    device: 'Dispositivo',
    address: 'Dirección',
    createdAt: 'Inicio de sesión',
    lastSeenAt: 'Última actividad',
    expiresAt: 'Termina',
    userId: 'Usuario',
  },
  current: 'esta sesión',
  ofUser: 'Número de otro usuario',
  ofUserHelp: 'Vacío: sus propias sesiones',
  end: 'Terminar esta sesión',
  endTitle: '¿Terminar esta sesión?',
  endContent: '%{device} se desconecta de inmediato y tendrá que iniciar sesión de nuevo.',
  endOwn: 'Es la sesión que está usando: se cerrará su sesión.',
  ended: 'La sesión ha terminado',
  empty: 'No hay sesiones.',
};
