import {
  Answers,
  AnswersCsv,
  AnswersNothing,
  BasedOnVersion,
  type BulkBody,
  bulkBody,
  bulkResult,
  emailAddress,
  idParam,
  RequireAnyPermission,
  RequirePermission,
  SelfOrPermission,
  UserDirectory,
} from '@hybrid-fleet/service-kit';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CustomersService } from './customers.service.js';
import * as dto from './dto/customer.dto.js';

@ApiTags('customers')
@Controller('customers')
export class CustomersController {
  constructor(
    private readonly customers: CustomersService,
    private readonly users: UserDirectory,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Create a customer' })
  @RequirePermission('customers:create')
  @Answers(dto.customer, 201)
  create(@Body({ schema: dto.createCustomerBody }) body: dto.CreateCustomer) {
    return this.customers.create(body);
  }

  @Get()
  @ApiOperation({ summary: 'List customers' })
  @RequirePermission('customers:read')
  @Answers(dto.customerPage)
  list(@Query({ schema: dto.customerList }) query: dto.CustomerList) {
    return this.customers.list(query);
  }

  @Get('active')
  @ApiOperation({ summary: 'List active customers' })
  @RequirePermission('customers:read')
  @Answers(dto.customerPage)
  active(@Query({ schema: dto.activeCustomerList }) query: dto.ActiveCustomerList) {
    return this.customers.list({ ...query, isActive: true });
  }

  @Get('count')
  @ApiOperation({ summary: 'How many customers there are' })
  @RequirePermission('customers:read')
  @Answers(dto.count)
  async count(@Query({ schema: dto.customerFilters }) query: dto.CustomerFilters) {
    return { count: await this.customers.count(query) };
  }

  @Get('email/:email')
  @ApiOperation({ summary: 'The customer with this email' })
  @RequirePermission('customers:read')
  @Answers(dto.customer)
  byEmail(@Param('email', { schema: emailAddress }) email: string) {
    return this.customers.byEmail(email);
  }

  @Get('by-user/:userId')
  @ApiOperation({ summary: 'The customer profile of a user' })
  @SelfOrPermission('userId', 'customers:read')
  @Answers(dto.customer)
  byUser(@Param('userId', { schema: idParam }) userId: number) {
    return this.customers.byUser(userId);
  }

  @Get('export')
  @ApiOperation({ summary: 'The list as a CSV file' })
  @RequirePermission('customers:read')
  @AnswersCsv()
  export(@Query({ schema: dto.customerExport }) query: dto.CustomerExport) {
    return this.customers.export(query);
  }

  @Post('bulk')
  @ApiOperation({ summary: 'The same action for many customers; the answer tells how each went' })
  @RequireAnyPermission('customers:update', 'customers:delete')
  @Answers(bulkResult)
  bulk(@Body({ schema: bulkBody }) body: BulkBody) {
    return this.customers.bulk(body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One customer; with expand=user also the user behind it' })
  @RequirePermission('customers:read')
  @Answers(dto.expandedCustomer)
  async byId(
    @Param('id', { schema: idParam }) id: number,
    @Query({ schema: dto.expandQuery }) query: { expand?: 'user' },
  ): Promise<dto.ExpandedCustomer> {
    const customer = await this.customers.byId(id);
    return query.expand ? { ...customer, ...(await this.users.expand(customer.userId)) } : customer;
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a customer' })
  @RequirePermission('customers:update')
  @Answers(dto.customer)
  update(
    @Param('id', { schema: idParam }) id: number,
    @BasedOnVersion() version: number,
    @Body({ schema: dto.updateCustomerBody }) body: dto.UpdateCustomer,
  ) {
    return this.customers.update(id, version, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Delete a customer; restore undoes it' })
  @RequirePermission('customers:delete')
  @AnswersNothing()
  remove(@Param('id', { schema: idParam }) id: number) {
    return this.customers.remove(id);
  }

  @Post(':id/restore')
  @ApiOperation({ summary: 'Undo a delete' })
  @RequirePermission('customers:delete')
  @Answers(dto.customer)
  restore(@Param('id', { schema: idParam }) id: number) {
    return this.customers.restore(id);
  }
}
