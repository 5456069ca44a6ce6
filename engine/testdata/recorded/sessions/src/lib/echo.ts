export * from '../../lib/echo'
