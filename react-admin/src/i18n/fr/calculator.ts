export default {
  title: 'Calculateur de prix',
};
