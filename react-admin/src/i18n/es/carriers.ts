export default {
  name: 'Transportista |||| Transportistas',
};
