export default {
  name: 'Presupuesto |||| Presupuestos',
};
