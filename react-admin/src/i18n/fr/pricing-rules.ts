export default {
  name: 'Règle tarifaire |||| Règles tarifaires',
};
