import { type Client, PasswordHasher, SYSTEM, UserStore } from '@hybrid-fleet/identity-store';
import { CONFIG, conflict, UnitOfWork } from '@hybrid-fleet/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.js';
import type { Register } from './dto/sign-in.dto.js';
import { registrationDisabled } from './sign-in.problems.js';
import { SignInService, type WithRefreshToken } from './sign-in.service.js';

/** What everybody who registers is. */
const ROLE = 'user';

/** People who make their own account. Their email is not verified, so nothing that exists is linked to it. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserStore,
    private readonly hasher: PasswordHasher,
    private readonly signIn: SignInService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async register({ password, ...details }: Register, client: Client): Promise<WithRefreshToken> {
    if (!(this.config.REGISTRATION_ENABLED ?? this.config.NODE_ENV !== 'production')) throw registrationDisabled();
    // The unique index decides; asking first only spares the hashing.
    if (await this.users.emailTaken(details.email)) {
      throw conflict('email_taken', 'Another user has this email.', { field: 'email' });
    }
    const passwordHash = await this.hasher.hash(password);
    const opened = await this.unitOfWork.run(async () => {
      const user = await this.users.create({ ...details, passwordHash, roles: [ROLE], registeredBy: 'self' }, SYSTEM);
      return this.signIn.open(user, client);
    });
    return this.signIn.answer(opened);
  }
}
