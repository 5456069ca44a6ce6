export default function L({ children, modal }: any) { return <div>{children}{modal}</div> }
