package shop;

import java.util.List;
import java.util.Optional;

public final class Repository {
    private final Database database;

    public Repository(Database database) {
        this.database = database;
    }

    public Optional<Customer> findCustomer(long id) {
        List<Row> rows = database.query("SELECT * FROM customers WHERE id = ?", id);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Customer.fromRow(rows.get(0)));
    }

    public Optional<Product> findProduct(long id) {
        List<Row> rows = database.query("SELECT * FROM products WHERE id = ?", id);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Product.fromRow(rows.get(0)));
    }

    public Optional<Invoice> findInvoice(long id) {
        List<Row> rows = database.query("SELECT * FROM invoices WHERE id = ?", id);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Invoice.fromRow(rows.get(0)));
    }
}
