import {
  type CompiledQuery,
  type DatabaseConnection,
  DeleteQueryNode,
  type Dialect,
  type DialectAdapter,
  type Driver,
  InsertQueryNode,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  UpdateQueryNode,
} from 'kysely'

/** A compiled statement on its way to the connection. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** False for a change without `returning`: the count of its rows is wanted. */
  readonly returnsRows: boolean
}

export type Execute = (
  statement: Statement,
) => Promise<{ readonly rows: Record<string, unknown>[]; readonly changes: number }>

/** Whether a statement gives rows: every query, and a change that has `returning`. */
function returnsRows({ query }: CompiledQuery): boolean {
  if (InsertQueryNode.is(query) || UpdateQueryNode.is(query) || DeleteQueryNode.is(query)) {
    return query.returning !== undefined
  }
  return true
}

/**
 * Kysely as a query builder only: transactions belong to `Database`, so this driver refuses to make any.
 * Every instance has exactly one connection, behind `execute`.
 */
class StoreDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(execute: Execute) {
    this.#connection = {
      async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
        const withRows = returnsRows(compiled)
        const { rows, changes } = await execute({
          sql: compiled.sql,
          parameters: compiled.parameters,
          returnsRows: withRows,
        })
        return withRows ? { rows: rows as R[] } : { rows: [], numAffectedRows: BigInt(changes) }
      },
      streamQuery() {
        throw new Error('rows are not streamed: read them in pages')
      },
    }
  }

  init = () => Promise.resolve()
  destroy = () => Promise.resolve()
  acquireConnection = () => Promise.resolve(this.#connection)
  releaseConnection = () => Promise.resolve()
  beginTransaction = refuse
  commitTransaction = refuse
  rollbackTransaction = refuse
}

const refuse = () => Promise.reject(new Error('transactions are made by Database.write and Database.read'))

/** SQLite's dialect over a function that runs one statement. */
export class StoreDialect implements Dialect {
  readonly #execute: Execute

  constructor(execute: Execute) {
    this.#execute = execute
  }

  createDriver = (): Driver => new StoreDriver(this.#execute)
  createQueryCompiler = (): QueryCompiler => new SqliteQueryCompiler()
  createAdapter = (): DialectAdapter => new SqliteAdapter()
  createIntrospector = (db: ConstructorParameters<typeof SqliteIntrospector>[0]) => new SqliteIntrospector(db)
}
