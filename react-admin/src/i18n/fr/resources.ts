export const users = { name: 'Utilisateur |||| Utilisateurs' };
export const roles = { name: 'Rôle |||| Rôles' };
export const customers = { name: 'Client |||| Clients' };
export const carriers = { name: 'Transporteur |||| Transporteurs' };
export const quotes = { name: 'Devis |||| Devis' };
const pricingRules = { name: 'Règle tarifaire |||| Règles tarifaires' };

export { pricingRules as 'pricing-rules' };
export const sessions = {
  name: 'Session |||| Sessions',
  fields: {
    device: 'Appareil',
    address: 'Adresse',
    createdAt: 'Connexion',
    lastSeenAt: 'Dernière activité',
    expiresAt: 'Fin',
    userId: 'Utilisateur',
  },
  current: 'cette session',
  ofUser: "Numéro d'un autre utilisateur",
  ofUserHelp: 'Vide : vos propres sessions',
  end: 'Terminer cette session',
  endTitle: 'Terminer cette session ?',
  endContent: '%{device} est déconnecté immédiatement et devra se reconnecter.',
  endOwn: "C'est la session que vous utilisez : vous serez déconnecté.",
  ended: 'La session est terminée',
  empty: "Il n'y a aucune session.",
};
