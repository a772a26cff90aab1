import { PERMISSION_CATALOGUE } from '@hybrid-fleet/contracts';
import { Answers, RequirePermission } from '@hybrid-fleet/service-kit';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type PermissionCatalogue, permissionCatalogue } from './dto/permission.dto.js';

/** The catalogue never changes while a release runs. */
const BY_CATEGORY: PermissionCatalogue = {
  data: [...new Set(PERMISSION_CATALOGUE.map((entry) => entry.category))].map((category) => ({
    category,
    permissions: PERMISSION_CATALOGUE.filter((entry) => entry.category === category).map(({ name, description }) => ({
      name,
      description,
    })),
  })),
};

@ApiTags('permissions')
@Controller('permissions')
export class PermissionsController {
  /** Everything that a role can give, by category. */
  @Get()
  @ApiOperation({ summary: 'The permissions that there are, by category' })
  @RequirePermission('roles:read')
  @Answers(permissionCatalogue)
  list(): PermissionCatalogue {
    return BY_CATEGORY;
  }
}
