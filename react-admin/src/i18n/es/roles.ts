export default {
  name: 'Rol |||| Roles',
};
