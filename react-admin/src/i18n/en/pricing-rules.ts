export default {
  name: 'Pricing rule |||| Pricing rules',
};
