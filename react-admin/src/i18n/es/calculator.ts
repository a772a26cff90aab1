export default {
  title: 'Calculadora de precios',
};
