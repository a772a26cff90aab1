export default {
  name: 'Transporteur |||| Transporteurs',
};
