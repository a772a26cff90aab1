import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A named set of permissions of the catalogue. */
@Entity('roles')
export class Role {
  @PrimaryGeneratedColumn({ unsigned: true })
  id: number;

  @Column({ type: 'varchar', length: 64 })
  name: string;

  @Column({ type: 'varchar', length: 255 })
  description: string;

  @Column({ type: 'json' })
  permissions: string[];

  /** Ships with the fleet: it can be neither renamed nor deleted. */
  @Column({ name: 'is_system', type: 'boolean' })
  isSystem: boolean;

  @Column({ type: 'int', unsigned: true })
  version: number;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 3 })
  updatedAt: Date;
}
