import unittest

from stack import Stack


class TestStack(unittest.TestCase):
    def test_push_one(self):
        stack = Stack()
        stack.push(1)
        self.assertEqual(stack.size(), 1)
        self.assertEqual(stack.top(), 1)
        self.assertFalse(stack.is_empty())

    def test_push_two(self):
        stack = Stack()
        stack.push(1)
        stack.push(2)
        self.assertEqual(stack.size(), 2)
        self.assertEqual(stack.top(), 2)
        self.assertFalse(stack.is_empty())

    def test_push_three(self):
        stack = Stack()
        stack.push(1)
        stack.push(2)
        stack.push(3)
        self.assertEqual(stack.size(), 3)
        self.assertEqual(stack.top(), 3)
        self.assertFalse(stack.is_empty())

    def test_push_four(self):
        stack = Stack()
        stack.push(1)
        stack.push(2)
        stack.push(3)
        stack.push(4)
        self.assertEqual(stack.size(), 4)
        self.assertEqual(stack.top(), 4)
        self.assertFalse(stack.is_empty())
