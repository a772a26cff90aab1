export default {
  name: 'Rôle |||| Rôles',
};
