import type { PostalAddress } from '@hybrid-fleet/service-kit';
import { Column, DeleteDateColumn, Entity, JoinTable, ManyToMany, PrimaryGeneratedColumn } from 'typeorm';
import { Role } from '../roles/role.entity.js';

/** Who made the account: only what an admin made, or what has a verified email, is linked to existing records. */
export type RegisteredBy = 'admin' | 'self';

/**
 * One person who can sign in. `version` and `updatedAt` are plain columns on purpose: signing in, rehashing and
 * counting must not raise them, so only UserStore does.
 */
@Entity('users')
export class User {
  @PrimaryGeneratedColumn({ unsigned: true })
  id: number;

  @Column({ type: 'varchar', length: 254 })
  email: string;

  /** Generated: the email, or NULL once deleted. Its unique index is what makes an email unique among the living. */
  @Column({
    name: 'active_email',
    type: 'varchar',
    length: 254,
    nullable: true,
    select: false,
    insert: false,
    update: false,
  })
  activeEmail?: string | null;

  /** bcrypt, or null for who was invited and has not chosen a password. Selected only where it is asked for by name. */
  @Column({ name: 'password_hash', type: 'varchar', length: 72, nullable: true, select: false })
  passwordHash?: string | null;

  @Column({ name: 'first_name', type: 'varchar', length: 100 })
  firstName: string;

  @Column({ name: 'last_name', type: 'varchar', length: 100 })
  lastName: string;

  @Column({ type: 'varchar', length: 30, nullable: true })
  phone: string | null;

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  @Column({ name: 'is_email_verified', type: 'boolean' })
  isEmailVerified: boolean;

  @Column({ name: 'registered_by', type: 'varchar', length: 8 })
  registeredBy: RegisteredBy;

  /** A calendar day, `1990-05-17`: no time, no zone. */
  @Column({ name: 'date_of_birth', type: 'date', nullable: true })
  dateOfBirth: string | null;

  @Column({ type: 'json', nullable: true })
  address: PostalAddress | null;

  @Column({ type: 'json', nullable: true })
  preferences: Record<string, unknown> | null;

  @Column({ name: 'last_login_at', type: 'datetime', precision: 3, nullable: true })
  lastLoginAt: Date | null;

  @Column({ type: 'int', unsigned: true })
  version: number;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 3 })
  updatedAt: Date;

  @DeleteDateColumn({ name: 'deleted_at', type: 'datetime', precision: 3, nullable: true })
  deletedAt: Date | null;

  @ManyToMany(() => Role)
  @JoinTable({ name: 'user_roles', joinColumn: { name: 'user_id' }, inverseJoinColumn: { name: 'role_id' } })
  roles: Role[];
}
