export default {
  name: 'Devis |||| Devis',
};
