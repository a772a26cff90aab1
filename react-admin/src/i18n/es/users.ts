export default {
  name: 'Usuario |||| Usuarios',
};
