export default {
  name: 'Carrier |||| Carriers',
};
