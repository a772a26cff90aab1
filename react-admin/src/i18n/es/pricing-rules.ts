export default {
  name: 'Regla de precios |||| Reglas de precios',
};
