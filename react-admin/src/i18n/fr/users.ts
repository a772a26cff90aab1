export default {
  name: 'Utilisateur |||| Utilisateurs',
};
